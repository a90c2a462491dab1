/** How large a picture is, read from its first bytes. */

export interface PictureSize {
  width: number;
  height: number;
}

/**
 * `broken`: these are not the bytes of such a picture. `unknown`: they may be, but its size stands behind what was read.
 */
export type Measured = PictureSize | "broken" | "unknown";

/** Reads a picture's size from its beginning. */
export function measure(type: "image/jpeg" | "image/png" | "image/gif" | "image/webp", head: Uint8Array): Measured {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    return checked(READERS[type](view));
  } catch (cause) {
    if (cause instanceof RangeError) return type === "image/jpeg" ? "unknown" : "broken";
    throw cause;
  }
}

const READERS = { "image/jpeg": jpeg, "image/png": png, "image/gif": gif, "image/webp": webp } as const;

function checked(measured: Measured): Measured {
  if (typeof measured === "string") return measured;
  return measured.width > 0 && measured.height > 0 ? measured : "broken";
}

function png(view: DataView): Measured {
  // Its first chunk is IHDR, of 13 bytes (w3.org/TR/png-3 §11.2.1).
  if (view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) return "broken";
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): Measured {
  const flags = view.getUint8(10);
  const colours = flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
  // An extension, a picture or the end follows the colours: text that only begins like a GIF has none of them there.
  const next = 13 + colours < view.byteLength ? view.getUint8(13 + colours) : 0;
  if (next !== 0x21 && next !== 0x2c) return "broken";
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function webp(view: DataView): Measured {
  switch (view.getUint32(12)) {
    case 0x56503820: // "VP8 ": a frame header with a start code (RFC 6386 §9.1)
      if (view.getUint8(23) !== 0x9d || view.getUint8(24) !== 0x01 || view.getUint8(25) !== 0x2a) return "broken";
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650384c: {
      // "VP8L"
      if (view.getUint8(20) !== 0x2f) return "broken";
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 0x56503858: // "VP8X"
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return "broken";
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function jpeg(view: DataView): Measured {
  let turned = false;
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return "broken";
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || marker === 0xd9 || marker === 0xda) return "broken";
    if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    if (marker === 0xe1) turned ||= isTurned(view, at + 4, length - 2);
    at += 2 + length;
  }
}

/** Whether a segment says how large the picture is (SOF0 to SOF15, without DHT, JPG and DAC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Whether Exif says that the camera was held upright, so that the picture is shown turned by a quarter (tag 0x0112). */
function isTurned(view: DataView, at: number, length: number): boolean {
  if (length < 14 || at + length > view.byteLength || view.getUint32(at) !== 0x45786966) return false;
  const exif = new DataView(view.buffer, view.byteOffset + at + 6, length - 6);
  const little = exif.getUint16(0) === 0x4949;
  const first = exif.getUint32(4, little);
  if (first + 2 > exif.byteLength) return false;
  const entries = exif.getUint16(first, little);
  for (let entry = first + 2; entry < first + 2 + entries * 12 && entry + 12 <= exif.byteLength; entry += 12) {
    if (exif.getUint16(entry, little) === 0x0112) return exif.getUint16(entry + 8, little) >= 5;
  }
  return false;
}
