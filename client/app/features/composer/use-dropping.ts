import { type RefObject, useEffect, useRef, useState } from "react";

/** What says of itself that files dropped anywhere in it are for the composer in it. */
const TAKES_FILES = "[data-takes-files]";

/** Takes files that are dropped on `place`, or anywhere on what it stands in; true while some are held over it. */
export function useDropping(place: RefObject<HTMLElement | null>, take: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const taking = useRef(take);
  useEffect(() => {
    taking.current = take;
  });
  useEffect(() => {
    const area = place.current?.closest<HTMLElement>(TAKES_FILES) ?? place.current;
    if (!area) return;
    const gone = new AbortController();
    // Before the text, which would make something of its own of it.
    const how = { signal: gone.signal, capture: true };
    area.addEventListener(
      "dragover",
      (event) => {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      how,
    );
    area.addEventListener(
      "dragleave",
      ({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !area.contains(relatedTarget)) setOver(false);
      },
      how,
    );
    area.addEventListener(
      "drop",
      (event) => {
        setOver(false);
        if (!bringsFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        taking.current([...(event.dataTransfer?.files ?? [])]);
      },
      how,
    );
    return () => gone.abort();
  }, [place]);
  return over;
}

function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
