import type { ButtonHTMLAttributes } from "react";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: "plain" | "primary" | "danger" | "quiet";
  size?: "full" | "small";
}

/** A button; it submits nothing unless asked to. */
export function Button({ look = "plain", size = "full", type = "button", className = "", ...rest }: ButtonProps) {
  const classes = [
    "button",
    look === "plain" ? "" : `button-${look}`,
    size === "small" ? "button-small" : "",
    className,
  ];
  return <button type={type} className={classes.filter(Boolean).join(" ")} {...rest} />;
}
