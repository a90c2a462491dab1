import { clsx } from "clsx";
import { useState } from "react";
import { usePersonColour } from "./person-colours.ts";
import { usePersonPicture } from "./person-pictures.ts";
import { Tooltip } from "./tooltip.tsx";

interface Person {
  user: string;
  name: string;
}

interface AvatarProps extends Person {
  /** What is said of them, where that is more than their name. */
  says?: string | undefined;
  size?: "sm" | "md" | "lg" | undefined;
}

/**
 * A person as their picture, or a coloured disc with their initials where there is none that can be shown; its name is the
 * person's, for pointers and screen readers.
 */
export function Avatar({ user, name, says = name, size = "md" }: AvatarProps) {
  const colourOf = usePersonColour();
  const picture = usePersonPicture()(user);
  return (
    <Tooltip label={says}>
      <span
        className={clsx(
          "relative inline-grid shrink-0 place-content-center overflow-hidden rounded-full leading-none font-semibold text-person-ink select-none",
          size === "sm" && "size-5 text-[0.5625rem]",
          size === "md" && "size-7 text-[0.6875rem]",
          size === "lg" && "size-16 text-xl",
        )}
        style={{ background: colourOf(user) }}
        role="img"
        aria-label={name}
      >
        {/* Drawn rather than written: they are not what the person is called. */}
        <span aria-hidden="true" data-initials={initialsOf(name)} className="before:content-[attr(data-initials)]" />
        {picture === null ? null : <Picture key={picture} address={picture} />}
      </span>
    </Tooltip>
  );
}

/** Covers the initials once it is there; what cannot be loaded leaves them to be seen. */
function Picture({ address }: { address: string }) {
  const [state, setState] = useState<"coming" | "there" | "away">("coming");
  if (state === "away") return null;
  return (
    <img
      src={address}
      alt=""
      draggable={false}
      decoding="async"
      referrerPolicy="no-referrer"
      className={clsx("absolute inset-0 size-full object-cover", state === "there" ? "bg-raised" : "opacity-0")}
      onLoad={() => setState("there")}
      onError={() => setState("away")}
    />
  );
}

/** Several people, overlapping; beyond `max` only how many more. */
export function AvatarStack({
  people,
  max = 4,
  size = "md",
}: {
  people: readonly Person[];
  max?: number | undefined;
  size?: "sm" | "md" | undefined;
}) {
  const more = people.slice(max);
  return (
    <span className="inline-flex items-center">
      {people.slice(0, max).map(({ user, name }) => (
        <span key={user} className="-ms-1.5 rounded-full ring-2 ring-raised first:ms-0">
          <Avatar user={user} name={name} size={size} />
        </span>
      ))}
      {more.length > 0 ? (
        <Tooltip label={more.map(({ name }) => name).join(", ")}>
          <span role="img" aria-label={more.map(({ name }) => name).join(", ")} className="ps-1 text-xs text-quiet">
            +{more.length}
          </span>
        </Tooltip>
      ) : null}
    </span>
  );
}

/** The first letters of the first and the last word of a name, as its readers see letters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return [first, last].map((word) => firstLetter(word).toLocaleUpperCase()).join("");
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function firstLetter(word: string): string {
  for (const { segment } of letters.segment(word)) return segment;
  return "";
}
