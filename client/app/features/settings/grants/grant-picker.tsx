import { FileText, Hash, Kanban, Plus, Video, X } from "lucide-react";
import type { Grant } from "../../../../../durable-objects/workspace/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { Picker } from "../../../design/picker.tsx";
import { idOf, type Nameable, useNameables } from "./nameable.ts";

interface GrantPickerProps {
  grants: readonly Grant[];
  /** Undefined where they may be seen and not changed. */
  onChange?: ((grants: Grant[]) => void) | undefined;
}

/** What is named to a guest, and choosing it among the projects, pages and channels there are. */
export function GrantPicker({ grants, onChange }: GrantPickerProps) {
  const all = useNameables();
  const byId = new Map(all.map((each) => [each.id, each]));
  const chosen = grants.map(idOf);
  const toggle = (id: string) => {
    const picked = byId.get(id);
    if (!picked) return;
    onChange?.(chosen.includes(id) ? grants.filter((grant) => idOf(grant) !== id) : [...grants, picked.grant]);
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {grants.map((grant) => {
        const known = byId.get(idOf(grant));
        const name = known?.name ?? "Something that is not listed any more";
        return (
          <span
            key={idOf(grant)}
            className="inline-flex min-h-7 items-center gap-1.5 rounded-md border border-line bg-raised ps-2 pe-1 text-sm"
          >
            <KindIcon kind={grant.kind} />
            <span dir="auto">{name}</span>
            {onChange ? (
              <button
                type="button"
                className="grid size-6 place-content-center rounded-sm text-quiet hover:bg-hover hover:text-ink pointer-coarse:size-10"
                aria-label={`Take ${name} away`}
                onClick={() => onChange(grants.filter((each) => idOf(each) !== idOf(grant)))}
              >
                <X aria-hidden className="size-3.5" />
              </button>
            ) : null}
          </span>
        );
      })}
      {onChange ? (
        <Picker
          label="Projects, pages and channels"
          choice="several"
          options={all.map(optionOf)}
          selected={chosen}
          onPick={toggle}
          placeholder="Search projects, pages and channels"
          empty="There is no such project, page or channel."
          trigger={
            <Button size="sm" look="quiet">
              <Plus aria-hidden />
              Name projects, pages or channels
            </Button>
          }
        />
      ) : null}
    </div>
  );
}

function optionOf({ id, name, grant }: Nameable) {
  return { id, name, leading: <KindIcon kind={grant.kind} /> };
}

const KINDS: Record<Grant["kind"], { Drawing: typeof Kanban; name: string }> = {
  project: { Drawing: Kanban, name: "Project" },
  doc: { Drawing: FileText, name: "Page" },
  conversation: { Drawing: Hash, name: "Channel" },
  call: { Drawing: Video, name: "Call" },
};

function KindIcon({ kind }: { kind: Grant["kind"] }) {
  const { Drawing, name } = KINDS[kind];
  return <Drawing aria-label={name} className="size-4 shrink-0 text-quiet" />;
}
