import { useState } from "react";

interface NameInPlaceProps {
  /** What it is the name of, for screen readers: "Name of the label". */
  label: string;
  name: string;
  maxLength?: number;
  disabled: boolean;
  /** What others of its kind are called, so that it may not be. */
  taken?: readonly string[];
  onRename: (name: string) => void;
}

/** A name that is changed where it stands: Enter or leaving it keeps it, Escape takes it back. One that is taken is not kept. */
export function NameInPlace({ label, name, maxLength = 100, disabled, taken = [], onRename }: NameInPlaceProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const now = typed?.trim() ?? "";
  const twice = taken.find((other) => other.toLowerCase() === now.toLowerCase());
  const keep = () => {
    if (now !== "" && now !== name && twice === undefined) onRename(now);
    setTyped(null);
  };
  return (
    <span className="grid min-w-24 flex-1 basis-0 gap-1">
      <input
        aria-label={label}
        dir="auto"
        value={typed ?? name}
        maxLength={maxLength}
        disabled={disabled}
        autoComplete="off"
        aria-invalid={twice !== undefined || undefined}
        className="min-h-8 min-w-0 rounded-md border border-transparent bg-transparent px-2 hover:border-line focus:border-line-strong focus:bg-paper disabled:border-transparent pointer-coarse:min-h-11"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter" && twice === undefined) keep();
          if (event.key === "Escape" && typed !== null) {
            event.stopPropagation();
            setTyped(null);
          }
        }}
      />
      {twice === undefined ? null : (
        <span className="px-2 text-sm text-danger" role="alert">
          There is “{twice}” already.
        </span>
      )}
    </span>
  );
}
