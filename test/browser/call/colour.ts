/** Colours, by which one tells whom one sees. */

const WIDTH = 160;
const HEIGHT = 120;
/** Few, so that encoding and decoding for several people costs a small machine little. */
const FEW_FRAMES = 5;

/** Colours as a picture is stored: luminance and two differences, full range. */
const STORED = {
  red: [76, 85, 255],
  blue: [29, 255, 107],
  yellow: [226, 1, 149],
  magenta: [105, 212, 235],
} as const;
/** A colour that a camera can be given. */
export type Tint = keyof typeof STORED;

/** Green is the screen that Chromium makes up to be shared. */
export type Colour = Tint | "green";

/** Colours as a screen shows them. */
const SHOWN: readonly { colour: Colour; rgb: readonly number[] }[] = [
  { colour: "red", rgb: [255, 0, 0] },
  { colour: "blue", rgb: [0, 0, 255] },
  { colour: "yellow", rgb: [255, 255, 0] },
  { colour: "magenta", rgb: [255, 0, 255] },
  { colour: "green", rgb: [3, 143, 0] },
];

/** A picture all of one colour as a YUV4MPEG2 file, which repeats, with so many frames a second. */
export function pictureFile(colour: Tint, frames = FEW_FRAMES): Buffer {
  const [y, u, v] = STORED[colour];
  const frame = Buffer.concat([
    Buffer.from("FRAME\n"),
    Buffer.alloc(WIDTH * HEIGHT, y),
    Buffer.alloc((WIDTH * HEIGHT) / 4, u),
    Buffer.alloc((WIDTH * HEIGHT) / 4, v),
  ]);
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${frames}:1 Ip A1:1 C420jpeg\n`;
  return Buffer.concat([Buffer.from(header), frame, frame]);
}

/** How far a pixel may be from its colour, per channel: encoding changes it a little. */
const APART = 48;

/** The colour of a pixel; null for one that nobody sends. */
export function colourOf(pixel: readonly number[]): Colour | null {
  const near = (rgb: readonly number[]) => rgb.every((level, at) => Math.abs(level - (pixel[at] ?? -APART)) <= APART);
  return SHOWN.find(({ rgb }) => near(rgb))?.colour ?? null;
}
