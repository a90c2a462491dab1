/** Where the pictures of a call stand: as large as they can be, in the order in which people came. */

/** In px from the start and the top of the stage; the start is at the right where people read from there. */
export interface Place {
  start: number;
  top: number;
  width: number;
  height: number;
}

export interface Ground {
  width: number;
  height: number;
}

const GAP = 8;
/** A picture is cut no narrower and no wider than this, width to height. */
const NARROWEST = 3 / 4;
const WIDEST = 16 / 9;
/** What those beside a large one take of the stage, at most, and in px. */
const STRIP_SHARE = 0.26;
const STRIP = { least: 96, most: 260 };

/** The places of `count` pictures of one size, none before the others. */
export function inGrid(count: number, ground: Ground): Place[] {
  if (count === 0) return [];
  const { columns, width, height } = largest(count, ground);
  const rows = Math.ceil(count / columns);
  const top = (ground.height - rows * height - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    // The last row stands in the middle, however few there are.
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const start = (ground.width - inRow * width - (inRow - 1) * GAP) / 2;
    return { start: start + (index % columns) * (width + GAP), top: top + row * (height + GAP), width, height };
  });
}

/** The same with the one at `main` large, and the others small beside it, or above it where the stage is tall. */
export function aroundMain(count: number, main: number, ground: Ground): Place[] {
  if (count <= 1) return count === 1 ? [whole(ground)] : [];
  const isWide = ground.width >= ground.height;
  const strip = isWide ? bounded(ground.width * STRIP_SHARE) : bounded(ground.height * STRIP_SHARE);
  const beside = isWide ? { width: strip, height: ground.height } : { width: ground.width, height: strip };
  const others = inLine(count - 1, beside, isWide ? "column" : "row");
  const rest = isWide
    ? { start: 0, top: 0, width: ground.width - strip - GAP, height: ground.height }
    : { start: 0, top: strip + GAP, width: ground.width, height: ground.height - strip - GAP };
  const shift = isWide ? ground.width - strip : 0;
  const small = others.map((place) => ({ ...place, start: place.start + shift }));
  return [...small.slice(0, main), rest, ...small.slice(main)];
}

/** One beside or below the other in a strip, in its middle. */
function inLine(count: number, strip: Ground, along: "row" | "column"): Place[] {
  const room =
    along === "column"
      ? { width: strip.width, height: (strip.height - GAP * (count - 1)) / count }
      : { width: (strip.width - GAP * (count - 1)) / count, height: strip.height };
  const { width, height } = fitted(room);
  const length = along === "column" ? height : width;
  const first = ((along === "column" ? strip.height : strip.width) - count * length - (count - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * (length + GAP);
    return along === "column"
      ? { start: (strip.width - width) / 2, top: at, width, height }
      : { start: at, top: (strip.height - height) / 2, width, height };
  });
}

function largest(count: number, ground: Ground): Ground & { columns: number } {
  let best = { columns: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const size = fitted({
      width: Math.max(0, (ground.width - GAP * (columns - 1)) / columns),
      height: Math.max(0, (ground.height - GAP * (rows - 1)) / rows),
    });
    if (size.width * size.height > best.width * best.height) best = { columns, ...size };
  }
  return best;
}

/** The largest picture within a room. */
function fitted({ width, height }: Ground): Ground {
  return { width: Math.min(width, height * WIDEST), height: Math.min(height, width / NARROWEST) };
}

function whole({ width, height }: Ground): Place {
  return { start: 0, top: 0, width, height };
}

function bounded(size: number): number {
  return Math.max(STRIP.least, Math.min(STRIP.most, size));
}
