/** Tones, by which one tells whom one hears. */

const SAMPLES_PER_SECOND = 48_000;
const SECONDS = 2;
/** Of full scale: clear, and far from clipping. */
const LOUDNESS = 0.4;
/** It swells as often as one says syllables: what suppresses noise takes a steady tone for that, and this for a voice. */
const SWELLS_PER_SECOND = 4;
const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;

/** A tone of `hertz` as a WAV file with one channel of 16 bits, which repeats without a seam. */
export function toneFile(hertz: number): Buffer {
  const samples = SAMPLES_PER_SECOND * SECONDS;
  const file = Buffer.alloc(HEADER_BYTES + samples * SAMPLE_BYTES);
  file.write("RIFF", 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  // PCM, one channel.
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  file.writeUInt32LE(SAMPLES_PER_SECOND * SAMPLE_BYTES, 28);
  file.writeUInt16LE(SAMPLE_BYTES, 32);
  file.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples * SAMPLE_BYTES, 40);
  for (let at = 0; at < samples; at++) {
    const time = at / SAMPLES_PER_SECOND;
    const swell = 0.5 - 0.5 * Math.cos(2 * Math.PI * SWELLS_PER_SECOND * time);
    const level = LOUDNESS * swell * Math.sin(2 * Math.PI * hertz * time);
    file.writeInt16LE(Math.round(level * 0x7fff), HEADER_BYTES + at * SAMPLE_BYTES);
  }
  return file;
}

/** How far from a tone is still that tone: two bins of the analyser. */
const HERTZ_APART = 25;

/** Whether what was measured is this tone. */
export function isTone(measured: number, hertz: number): boolean {
  return Math.abs(measured - hertz) <= HERTZ_APART;
}
