import { useEffect } from "react";

/** Has the browser ask before this page is left, while something would be lost by that. */
export function useStaying(wouldBeLost: boolean): void {
  useEffect(() => {
    if (!wouldBeLost) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, [wouldBeLost]);
}
