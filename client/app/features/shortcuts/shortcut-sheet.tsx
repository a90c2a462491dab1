import { useId, useState } from "react";
import { useObserved } from "../../../react/observed.ts";
import { Dialog } from "../../design/dialog.tsx";
import { Kbd } from "../../design/kbd.tsx";
import { Switch } from "../../design/switch.tsx";
import { GROUPS } from "./groups.ts";
import { plainKeys } from "./plain-keys.ts";
import { registry } from "./registry.ts";
import { type ShortcutGroup, shortcutGroups } from "./shortcut-groups.ts";

/** More keys than this are searched rather than read. */
const MANY = 12;

/** Every key that does something where one is, under what it is about. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const commands = useObserved(registry.commands);
  const plain = useObserved(plainKeys);
  const [words, setWords] = useState("");
  const all = shortcutGroups(commands, "");
  const shown = shortcutGroups(commands, words);
  const many = all.reduce((sum, { rows }) => sum + rows.length, 0) > MANY;
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose} size="lg">
      <div className="grid gap-4">
        {many ? (
          <input
            type="search"
            className="control w-full rounded-md border border-line-strong bg-paper px-3"
            placeholder="Search shortcuts"
            aria-label="Search shortcuts"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        ) : null}
        {shown.length === 0 ? <p className="text-quiet">No shortcut is called that.</p> : null}
        <div className="columns-2 gap-8 max-md:columns-1">
          {shown.map((group) => (
            <Group key={group.group} {...group} />
          ))}
        </div>
        <div className="border-t border-line pt-4">
          <Switch
            label="Single keys act, without Ctrl or Cmd"
            checked={plain === "on"}
            onChange={(on) => plainKeys.set(on ? "on" : "off")}
          />
        </div>
      </div>
    </Dialog>
  );
}

function Group({ group, rows }: ShortcutGroup) {
  const heading = useId();
  return (
    <section className="mb-6 break-inside-avoid" aria-labelledby={heading}>
      <h3 id={heading} className="pb-1 text-sm font-semibold">
        {GROUPS[group]}
      </h3>
      <dl>
        {rows.map(({ words, keys }) => (
          <div key={`${words} ${keys}`} className="flex items-center gap-4 border-b border-line py-1.5 last:border-0">
            <dt className="flex-1">{words}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
