/** The sound of a call: two soft notes, twice, and a pause, made here so that nothing has to be fetched. */

const NOTES = [659.25, 783.99] as const;
const NOTE_S = 0.18;
/** Of one round, when its notes begin. */
const BEATS = [0, 0.2, 0.6, 0.8] as const;
const ROUND_S = 2.6;
const LOUDNESS = 0.12;
const BUZZ = [200, 100, 200] as const;

/** Rings until it is told to stop; answers how. A browser that lets no page sound before it was used stays silent. */
export function startRinging(): () => void {
  const sound = new AudioContext();
  const round = () => {
    if (sound.state === "running") for (const [index, beat] of BEATS.entries()) play(sound, index, beat);
    navigator.vibrate?.([...BUZZ]);
  };
  void sound.resume().catch(() => {});
  round();
  const timer = setInterval(round, ROUND_S * 1000);
  return () => {
    clearInterval(timer);
    navigator.vibrate?.(0);
    void sound.close();
  };
}

/** True once somebody has used this page: before, it may neither sound nor buzz. */
export function maySound(): boolean {
  return "AudioContext" in globalThis && (navigator.userActivation?.hasBeenActive ?? true);
}

function play(sound: AudioContext, index: number, beat: number): void {
  const note = sound.createOscillator();
  const volume = sound.createGain();
  const from = sound.currentTime + beat;
  note.type = "sine";
  note.frequency.value = NOTES[index % NOTES.length] ?? NOTES[0];
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + NOTE_S);
  note.connect(volume).connect(sound.destination);
  note.start(from);
  note.stop(from + NOTE_S);
}
