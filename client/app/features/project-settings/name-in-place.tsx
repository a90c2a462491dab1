import { useState } from "react";

interface NameInPlaceProps {
  /** What it is the name of, for screen readers: "Name of the label". */
  label: string;
  name: string;
  maxLength?: number;
  disabled: boolean;
  onRename: (name: string) => void;
}

/** A name that is changed where it stands: Enter or leaving it keeps it, Escape takes it back. */
export function NameInPlace({ label, name, maxLength = 100, disabled, onRename }: NameInPlaceProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    const now = typed?.trim() ?? "";
    if (now !== "" && now !== name) onRename(now);
    setTyped(null);
  };
  return (
    <input
      aria-label={label}
      dir="auto"
      value={typed ?? name}
      maxLength={maxLength}
      disabled={disabled}
      autoComplete="off"
      className="min-h-8 min-w-24 flex-1 basis-0 rounded-md border border-transparent bg-transparent px-2 hover:border-line focus:border-line-strong focus:bg-paper disabled:border-transparent pointer-coarse:min-h-11"
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
        if (event.key === "Escape" && typed !== null) {
          event.stopPropagation();
          setTyped(null);
        }
      }}
    />
  );
}
