import { createContext, type ReactNode, use, useCallback, useRef } from "react";

const Announcing = createContext<(words: string) => void>(() => {});

/** Once around the app: a place where what happens is said to whoever hears the page rather than sees it. */
export function Announcer({ children }: { children: ReactNode }) {
  const place = useRef<HTMLParagraphElement>(null);
  const announce = useCallback((words: string) => {
    if (!place.current) return;
    // The same words again are a change only after something else.
    place.current.textContent = place.current.textContent === words ? `${words}\u00a0` : words;
  }, []);
  return (
    <Announcing value={announce}>
      {children}
      <p ref={place} className="unseen top-0" role="status" aria-live="polite" data-announcer="" />
    </Announcing>
  );
}

/** Says something to whoever hears the page, when they pause. */
export function useAnnounce(): (words: string) => void {
  return use(Announcing);
}
