import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { INPUT, LabelledControl } from "../../design/field.tsx";
import { IconButton } from "../../design/icon-button.tsx";

interface PasswordFieldProps extends Omit<ComponentProps<"input">, "type" | "className"> {
  label: string;
  hint?: string | undefined;
}

/** A password, which whoever types it may look at. */
export function PasswordField({ label, hint, ...input }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <LabelledControl label={label} hint={hint}>
      {(control) => (
        <span className="relative">
          <input className={`${INPUT} pe-11`} type={shown ? "text" : "password"} {...control} {...input} />
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={shown ? "Hide the password" : "Show the password"}
            size="sm"
            className="absolute end-1 top-1 pointer-coarse:top-0"
            onClick={() => setShown(!shown)}
          />
        </span>
      )}
    </LabelledControl>
  );
}
