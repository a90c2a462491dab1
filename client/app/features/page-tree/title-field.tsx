import { useRef } from "react";
import { INPUT } from "../../design/field.tsx";

interface TitleFieldProps {
  label: string;
  title: string;
  /** With what was typed, which is not empty. */
  onDone: (title: string) => void;
  /** Nothing was typed, or Escape pressed. */
  onLeave: () => void;
}

/** The title of a page, typed in its place in the tree. Enter or going elsewhere takes it, Escape does not. */
export function TitleField({ label, title, onDone, onLeave }: TitleFieldProps) {
  const left = useRef(false);
  const leave = (typed: string, taken: boolean) => {
    // The field goes away with the focus in it, which is another reason to be asked.
    if (left.current) return;
    left.current = true;
    const now = typed.trim();
    if (taken && now !== "" && now !== title) onDone(now);
    else onLeave();
  };
  return (
    <input
      className={INPUT}
      aria-label={label}
      defaultValue={title}
      dir="auto"
      maxLength={200}
      autoComplete="off"
      // biome-ignore lint/a11y/noAutofocus: it is there because one wants to type here
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => leave(event.currentTarget.value, true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") leave(event.currentTarget.value, true);
        if (event.key === "Escape") leave("", false);
      }}
    />
  );
}
