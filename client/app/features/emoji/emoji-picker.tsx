import {
  type EmojiPickerListCategoryHeaderProps as CategoryProps,
  type EmojiPickerListEmojiProps as EmojiProps,
  EmojiPicker as Frimousse,
  type EmojiPickerListRowProps as RowProps,
} from "frimousse";
import { useObserved } from "../../../react/observed.ts";
import { INPUT } from "../../design/field.tsx";
import { pickerData } from "./picker-data.ts";
import { rememberEmoji, skinTone } from "./recent.ts";
import { SkinToneChoice } from "./skin-tone-choice.tsx";

/** So many stand side by side, each as large as a finger can still hit. */
const COLUMNS = 8;

/** All emoji by their groups, those chosen last first; found by typing, walked by arrows. */
export default function EmojiPicker({ onChoose }: { onChoose: (emoji: string) => void }) {
  const tone = useObserved(skinTone);
  return (
    <Frimousse.Root
      className="flex h-88 flex-col"
      columns={COLUMNS}
      skinTone={tone}
      resolveEmojiData={pickerData}
      onEmojiSelect={({ emoji }) => {
        rememberEmoji(emoji);
        onChoose(emoji);
      }}
    >
      <div className="p-2 pb-1">
        <Frimousse.Search autoFocus className={INPUT} aria-label="Find an emoji" placeholder="Find an emoji" />
      </div>
      <Frimousse.Viewport className="relative flex-1 outline-none" tabIndex={0} aria-label="All emoji">
        <Frimousse.Loading className="absolute inset-0 grid place-content-center text-quiet">
          Loading…
        </Frimousse.Loading>
        <Frimousse.Empty>
          {({ search }) => (
            <p className="absolute inset-0 grid place-content-center px-4 text-center text-quiet">
              No emoji is called “{search}”.
            </p>
          )}
        </Frimousse.Empty>
        <Frimousse.List className="pb-2 select-none" components={PARTS} />
      </Frimousse.Viewport>
      <footer className="flex min-h-11 items-center gap-2 border-t border-line px-2">
        <Frimousse.ActiveEmoji>
          {({ emoji }) => (
            <span className="min-w-0 flex-1 truncate text-sm text-quiet">
              {emoji ? emoji.label : "Choose an emoji"}
            </span>
          )}
        </Frimousse.ActiveEmoji>
        <SkinToneChoice value={tone} onChange={(next) => skinTone.set(next)} />
      </footer>
    </Frimousse.Root>
  );
}

const PARTS = { CategoryHeader, Row, Emoji: EmojiButton };

function CategoryHeader({ category, ...props }: CategoryProps) {
  return (
    <div {...props} className="bg-raised px-3 pt-2 pb-1 text-xs font-medium text-quiet first-letter:uppercase">
      {category.label}
    </div>
  );
}

/**
 * The picker counts from 0, and ARIA from 1. It finds a row by that number to scroll to it, and so finds the one above:
 * the margin below makes up for that.
 */
function Row({ children, ...props }: RowProps) {
  const counted = { ...props, "aria-rowindex": fromOne(props["aria-rowindex"]) };
  return (
    <div {...counted} className="flex scroll-mt-2 scroll-mb-10 px-2">
      {children}
    </div>
  );
}

function EmojiButton({ emoji, ...props }: EmojiProps) {
  const counted = { ...props, "aria-colindex": fromOne(props["aria-colindex"]) };
  return (
    <button
      {...counted}
      type="button"
      className="grid size-8 place-content-center rounded-md text-xl leading-none data-[active]:bg-hover"
    >
      {emoji.emoji}
    </button>
  );
}

function fromOne(index: number | undefined): number | undefined {
  return index === undefined ? undefined : index + 1;
}
