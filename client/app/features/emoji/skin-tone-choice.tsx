import { useId } from "react";
import { SKIN_TONES, type SkinTone } from "./emoji-data.ts";

/** A hand in each skin tone. */
const HANDS: Readonly<Record<SkinTone, string>> = {
  none: "✋",
  light: "✋🏻",
  "medium-light": "✋🏼",
  medium: "✋🏽",
  "medium-dark": "✋🏾",
  dark: "✋🏿",
};

const NAMES: Readonly<Record<SkinTone, string>> = {
  none: "Yellow",
  light: "Light",
  "medium-light": "Medium light",
  medium: "Medium",
  "medium-dark": "Medium dark",
  dark: "Dark",
};

/** The skin tone of all hands and people: radio buttons by their nature, so that arrow keys choose. */
export function SkinToneChoice({ value, onChange }: { value: SkinTone; onChange: (tone: SkinTone) => void }) {
  const group = useId();
  return (
    <div role="radiogroup" aria-label="Skin tone" className="flex">
      {SKIN_TONES.map((tone) => (
        <label
          key={tone}
          title={NAMES[tone]}
          className="relative grid size-6 cursor-pointer place-content-center rounded-md leading-none has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={group}
            value={tone}
            aria-label={NAMES[tone]}
            checked={tone === value}
            onChange={() => onChange(tone)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          <span aria-hidden>{HANDS[tone]}</span>
        </label>
      ))}
    </div>
  );
}
