import type { DocVersion } from "../../../../durable-objects/doc/versions/protocol.ts";
import { INPUT } from "../../design/field.tsx";
import type { DocTarget } from "../../queries/docs.ts";
import { exactTime } from "../../words/dates.ts";
import { versionTitle } from "../../words/history.ts";
import { readTarget, writeTarget } from "./look.ts";

interface CompareChoiceProps {
  target: DocTarget;
  against: DocTarget | "before" | null;
  versions: readonly DocVersion[];
  onChange: (against: DocTarget | null) => void;
}

/** What the text that is shown is held against. */
export function CompareChoice({ target, against, versions, onChange }: CompareChoiceProps) {
  const usual = target.kind === "version" ? "Nothing" : "The change before";
  const chosen = against === null || against === "before" ? "" : writeTarget(against);
  const others = versions.filter(({ id }) => target.kind !== "version" || target.id !== id);
  const isPinned = against !== null && against !== "before" && against.kind === "moment";
  return (
    <label className="flex max-w-full min-w-0 flex-wrap items-center gap-2 text-sm">
      <span className="shrink-0 text-quiet">Compare with</span>
      <select
        className={`${INPUT} w-auto! max-w-[min(16rem,100%)] pe-8 text-sm`}
        value={chosen}
        onChange={(event) => onChange(readTarget(event.currentTarget.value))}
      >
        <option value="">{usual}</option>
        <option value="now">How it is now</option>
        {isPinned ? <option value={chosen}>{exactTime(against.at)}</option> : null}
        {target.kind === "moment" && !(isPinned && against.at === target.at) ? (
          <option value={writeTarget(target)}>This moment, and go on to another</option>
        ) : null}
        {others.length > 0 ? (
          <optgroup label="Versions">
            {others.map((version) => (
              <option key={version.id} value={writeTarget({ kind: "version", id: version.id })}>
                {versionTitle(version)}
              </option>
            ))}
          </optgroup>
        ) : null}
      </select>
    </label>
  );
}
