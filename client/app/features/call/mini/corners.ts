/** The corners in which the small window of a call stands, and the ways between them. */

export type Corner = "top start" | "top end" | "bottom start" | "bottom end";

/** From the edges of the window, in px. */
const MARGIN = 16;

/** Where a window stands in its corner; the start is at the right where people read from there. */
export function placeOf(corner: Corner): Record<string, number> {
  const [vertical, horizontal] = halves(corner);
  return {
    [vertical === "top" ? "top" : "bottom"]: MARGIN,
    [horizontal === "start" ? "insetInlineStart" : "insetInlineEnd"]: MARGIN,
  };
}

/** The corner next to a point of a window of this size. */
export function cornerAt(
  point: { x: number; y: number },
  size: { width: number; height: number },
  direction: "ltr" | "rtl",
): Corner {
  const isLeft = point.x < size.width / 2;
  const isStart = isLeft === (direction === "ltr");
  return `${point.y < size.height / 2 ? "top" : "bottom"} ${isStart ? "start" : "end"}`;
}

/** The corner to which an arrow key leads; null for other keys. */
export function cornerBeside(corner: Corner, key: string, direction: "ltr" | "rtl"): Corner | null {
  const [vertical, horizontal] = halves(corner);
  switch (key) {
    case "ArrowUp":
      return `top ${horizontal}`;
    case "ArrowDown":
      return `bottom ${horizontal}`;
    case "ArrowLeft":
      return `${vertical} ${direction === "ltr" ? "start" : "end"}`;
    case "ArrowRight":
      return `${vertical} ${direction === "ltr" ? "end" : "start"}`;
    default:
      return null;
  }
}

function halves(corner: Corner): ["top" | "bottom", "start" | "end"] {
  return [corner.startsWith("top") ? "top" : "bottom", corner.endsWith("start") ? "start" : "end"];
}
