/** Small files of every kind, honest and not, made by hand so that each byte is known. */

const text = (value: string) => new TextEncoder().encode(value);
const latin = (value: string) => Uint8Array.from(value, (sign) => sign.charCodeAt(0));

/** These pieces, one behind the other. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(pieces.flatMap((piece) => [...piece]));
}

function uint32(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value].map((byte) => byte & 255));
}

/** A PNG that says it is so large; what would be drawn is left out. */
export function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const begin = latin("\x89PNG\r\n\x1a\n");
  const header = joined(
    uint32(13),
    text("IHDR"),
    uint32(width),
    uint32(height),
    new Uint8Array([8, 6, 0, 0, 0, 0, 0, 0, 0]),
  );
  return joined(begin, header, uint32(0), text("IEND"), uint32(0xae426082));
}

/** A JPEG of so many pixels; `orientation` is what its Exif says of how the camera was held. */
export function jpeg(width: number, height: number, orientation = 1): Uint8Array<ArrayBuffer> {
  const tiff = joined(
    text("MM"),
    new Uint8Array([0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]),
  );
  const exif = joined(text("Exif\0\0"), tiff);
  const app1 = joined(new Uint8Array([0xff, 0xe1, 0, exif.length + 2]), exif);
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const frame = new Uint8Array([0xff, 0xc0, 0, 17, 8, ...size, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
  return joined(new Uint8Array([0xff, 0xd8]), app1, frame, new Uint8Array([0xff, 0xd9]));
}

/** A GIF without colours of its own. */
export function gif(width: number, height: number): Uint8Array<ArrayBuffer> {
  const size = [width & 255, width >> 8, height & 255, height >> 8];
  return joined(text("GIF89a"), new Uint8Array([...size, 0, 0, 0, 0x2c, 0, 0, 0, 0, ...size, 0, 2, 1, 0, 0, 0x3b]));
}

/** A lossless WebP. */
export function webp(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bits = (width - 1) | ((height - 1) << 14);
  const data = new Uint8Array([0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, (bits >> 24) & 255, 0]);
  const chunk = joined(text("VP8L"), new Uint8Array([data.length, 0, 0, 0]), data);
  return joined(text("RIFF"), new Uint8Array([chunk.length + 4, 0, 0, 0]), text("WEBP"), chunk);
}

/** A PDF of one empty page, or near enough. */
export function pdf(inside = ""): Uint8Array<ArrayBuffer> {
  return joined(text(`%PDF-1.7\n${inside}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`));
}

/** Plain text. */
export function plain(value: string): Uint8Array<ArrayBuffer> {
  return joined(text(value));
}

/** What must not be taken, each by what it tries. */
export const HOSTILE: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  "an SVG with a script": plain('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  "an SVG behind an XML head": plain('<?xml version="1.0"?>\n<svg onload="alert(1)"/>'),
  "an SVG behind a byte order mark": plain('\ufeff  <svg onload="alert(1)"/>'),
  "a web page": plain("<!DOCTYPE html><html><script>alert(1)</script></html>"),
  "a web page behind white space": plain(`${" \n".repeat(200)}<HTML><body onload=alert(1)>`),
  "a GIF that is a script": joined(text("GIF89a"), text("=0;alert(document.domain)//"), new Uint8Array(20)),
  "a GIF that is a comment in a script": plain("GIF89a/*\u0000\u0000\u0000*/=1;alert(1)//;"),
  "a PDF that is a web page": pdf("<html><script>alert(1)</script></html>"),
  "a program": joined(text("MZ"), new Uint8Array(200)),
  "a ZIP": joined(text("PK\u0003\u0004"), new Uint8Array(60)),
  "text with a NUL": plain("all is well\u0000until here"),
  "text that is not UTF-8": joined(text("caf"), new Uint8Array([0xe9, 0x20, 0x61])),
  "text that breaks off within a letter": plain("schön").subarray(0, 4),
  "text that turns binary later": joined(text("a".repeat(5000)), new Uint8Array([0, 1, 2, 3])),
  "a PNG of no pixels": png(0, 10),
  "a PNG cut within its head": png(10, 10).subarray(0, 20),
  "a JPEG cut within its head": jpeg(10, 10).subarray(0, 30),
  "a JPEG whose segments lead nowhere": joined(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2]), text("<script>")),
  "a WebP of no known kind": joined(webp(4, 4).subarray(0, 12), text("EVIL"), new Uint8Array(30)),
};
