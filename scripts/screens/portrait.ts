/** What the made-up cameras of the demo see: somebody before a wall, as a film that stands still. */

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES_A_SECOND = 5;

/** A colour as films are stored: luminance, and two differences around 128. */
type Stored = readonly [y: number, u: number, v: number];

/** Who is seen. */
export interface Portrait {
  wall: Stored;
  figure: Stored;
}

/** A portrait as a YUV4MPEG2 file. */
export function portraitFile({ wall, figure }: Portrait): Buffer {
  const plane = (channel: 0 | 1 | 2, step: number) => {
    const [width, height] = [WIDTH / step, HEIGHT / step];
    const pixels = Buffer.alloc(width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = [x / width, y / height] as const;
        const shade = channel === 0 ? lightAt(at) : 0;
        pixels[y * width + x] = (isFigure(at) ? figure : wall)[channel] + shade;
      }
    }
    return pixels;
  };
  const frame = Buffer.concat([Buffer.from("FRAME\n"), plane(0, 1), plane(1, 2), plane(2, 2)]);
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`;
  return Buffer.concat([Buffer.from(header), frame, frame]);
}

/** A lamp stands at the upper left. Places are shares of width and height. */
function lightAt([x, y]: readonly [number, number]): number {
  return Math.round(24 - 32 * Math.hypot(x - 0.2, y - 0.1));
}

/** A head, and shoulders below it. */
function isFigure([x, y]: readonly [number, number]): boolean {
  const head = Math.hypot((x - 0.5) * (WIDTH / HEIGHT), (y - 0.42) * 0.85) < 0.17;
  const shoulders = Math.hypot((x - 0.5) / 0.36, (y - 1.06) / 0.4) < 1;
  return head || shoulders;
}
