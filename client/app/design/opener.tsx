import { type AriaAttributes, type ComponentProps, cloneElement, type ReactElement, type SyntheticEvent } from "react";
import type { FirstUse } from "./deferred.ts";

/** What a button must take to open something. */
type TriggerProps = Pick<ComponentProps<"button">, "onClick" | "onKeyDown" | "onPointerEnter" | "onFocus">;

/** A button that opens something by a click, or by the keys that click. */
export type Trigger = ReactElement<TriggerProps>;

interface OpenerProps {
  trigger: Trigger;
  /** What it opens, for screen readers. */
  opens: "menu" | "dialog";
  use: Pick<FirstUse<unknown>, "near" | "open">;
}

/** The button alone, before it was used: what it opens is not even loaded. */
export function Opener({ trigger, opens, use: { near, open } }: OpenerProps) {
  const { onClick, onKeyDown, onPointerEnter, onFocus } = trigger.props;
  const after =
    <Event extends SyntheticEvent>(own: ((event: Event) => void) | undefined, then: (event: Event) => void) =>
    (event: Event) => {
      own?.(event);
      if (!event.defaultPrevented) then(event);
    };
  return cloneElement<TriggerProps & AriaAttributes>(trigger, {
    "aria-haspopup": opens,
    "aria-expanded": false,
    // A click that no pointer made came by Enter or Space.
    onClick: after(onClick, ({ detail }) => open(detail === 0 ? "keys" : "pointer")),
    onKeyDown: after(onKeyDown, (event) => {
      if (opens !== "menu" || event.key !== "ArrowDown") return;
      event.preventDefault();
      open("keys");
    }),
    onPointerEnter: after(onPointerEnter, near),
    onFocus: after(onFocus, near),
  });
}
