import { clsx } from "clsx";
import { Command, defaultFilter } from "cmdk";
import { Check, Plus } from "lucide-react";
import { Popover } from "radix-ui";
import { useLayoutEffect, useState } from "react";
import type { PickerListProps, PickerOption, PickerProps } from "./picker.tsx";
import { SURFACE, SURFACE_ROW } from "./surface.ts";

/** A button and a list to choose from, which begins open. */
export function PickerSurface({ trigger, choice = "one", align = "start", onPick, ...list }: PickerProps) {
  const [open, setOpen] = useState(true);
  const pick = (id: string) => {
    onPick(id);
    if (choice === "one") setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={list.label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={clsx(SURFACE, "w-64")}
        >
          <PickerList onPick={pick} {...list} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The list of a `Picker` by itself, for what opens in another way. It takes the focus. */
export function PickerList({
  label,
  options,
  selected,
  onPick,
  placeholder = "Search…",
  empty = "Nothing found.",
  create,
}: PickerListProps) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState("");
  const typed = words.trim();
  const named = options.some(({ name }) => name.toLocaleLowerCase() === typed.toLocaleLowerCase());
  const made = create && typed && !named ? `create ${typed}` : null;
  const found = matching(typed, options);
  const [first = made ?? ""] = found.map(({ id }) => id);
  const lost = at !== made && !found.some(({ id }) => id === at);
  // In the moment that something is typed: Enter may be the very next key. cmdk by itself finds a moment later.
  useLayoutEffect(() => {
    if (lost) setAt(first);
  }, [lost, first]);
  return (
    <Command
      label={label}
      shouldFilter={false}
      loop
      vimBindings={false}
      value={at}
      onValueChange={setAt}
      className="flex max-h-80 flex-col"
    >
      <Command.Input
        autoFocus
        value={words}
        onValueChange={(now) => {
          setWords(now);
          // What fits other words best is another one.
          setAt("");
        }}
        placeholder={placeholder}
        aria-label={label}
        className="min-h-9 w-full border-b border-line bg-transparent px-3 text-sm outline-none pointer-coarse:min-h-11"
      />
      <Command.List className="overflow-y-auto p-1" label={label}>
        {create ? null : <Command.Empty className="px-2 py-3 text-sm text-quiet">{empty}</Command.Empty>}
        {found.map(({ id, name, leading }) => (
          <Command.Item key={id} value={id} onSelect={() => onPick(id)} className={SURFACE_ROW}>
            {leading}
            <span className="flex-1 truncate" dir="auto">
              {name}
            </span>
            {selected.includes(id) ? (
              <>
                <Check aria-hidden className="text-accent" />
                <span className="unseen">(chosen)</span>
              </>
            ) : null}
          </Command.Item>
        ))}
        {create && made !== null ? (
          <Command.Item
            value={made}
            onSelect={() => {
              create.onCreate(typed);
              setWords("");
            }}
            className={SURFACE_ROW}
          >
            <Plus aria-hidden className="text-quiet" />
            {create.label(typed)}
          </Command.Item>
        ) : null}
      </Command.List>
    </Command>
  );
}

/** Those that `words` may mean, the best first; all of them in their order for none. */
function matching(words: string, options: readonly PickerOption[]): readonly PickerOption[] {
  if (words === "") return options;
  return options
    .map((option) => ({ option, score: defaultFilter(option.name, words, option.keywords) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ option }) => option);
}
