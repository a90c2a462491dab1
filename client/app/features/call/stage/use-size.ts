import { type RefObject, useEffect, useState } from "react";
import type { Ground } from "./arrangement.ts";

/** How large an element is inside, in px, and is from then on; null before it is known. */
export function useSize(of: RefObject<HTMLElement | null>): Ground | null {
  const [size, setSize] = useState<Ground | null>(null);
  useEffect(() => {
    const element = of.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [of]);
  return size;
}
