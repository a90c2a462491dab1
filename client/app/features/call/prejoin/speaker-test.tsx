import { Volume2 } from "lucide-react";
import { useCallback } from "react";
import { useAct } from "../../../design/act.ts";
import { Button } from "../../../design/button.tsx";

/** Two notes, one after the other: in Hz, and when each begins, in s. */
const NOTES = [
  { frequency: 523, at: 0 },
  { frequency: 784, at: 0.22 },
];
const LASTS = 0.5;

/** Plays a short sound where the others will be heard. */
export function SpeakerTest({ speaker }: { speaker: string | null }) {
  const { busy, problem, run } = useAct(useCallback(() => playNotes(speaker), [speaker]));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm" disabled={busy} onClick={() => void run()}>
        <Volume2 aria-hidden />
        Play a sound
      </Button>
      {problem ? <span className="text-sm text-danger">{problem}</span> : null}
    </div>
  );
}

async function playNotes(speaker: string | null): Promise<void> {
  const context = new AudioContext();
  try {
    if (speaker !== null && "setSinkId" in context && typeof context.setSinkId === "function") {
      await context.setSinkId(speaker);
    }
    const ended = NOTES.map(({ frequency, at }) => playNote(context, frequency, context.currentTime + at));
    await Promise.all(ended);
  } catch {
    throw new Error("The sound could not be played. Choose another speaker.");
  } finally {
    await context.close();
  }
}

function playNote(context: AudioContext, frequency: number, at: number): Promise<void> {
  const note = new OscillatorNode(context, { frequency });
  const volume = new GainNode(context, { gain: 0.2 });
  volume.gain.setValueAtTime(0.2, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + LASTS);
  note.connect(volume).connect(context.destination);
  note.start(at);
  note.stop(at + LASTS);
  return new Promise((resolve) => note.addEventListener("ended", () => resolve(), { once: true }));
}
