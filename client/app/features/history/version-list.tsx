import { clsx } from "clsx";
import { Bookmark, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useCallback, useState } from "react";
import type { DocVersion } from "../../../../durable-objects/doc/versions/protocol.ts";
import type { Api } from "../../../sdk/api/api.ts";
import type { DocAddress } from "../../../sdk/api/docs.ts";
import { useAct } from "../../design/act.ts";
import { Confirm } from "../../design/dialog.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { Menu, MenuItem } from "../../design/menu.tsx";
import { Notice } from "../../design/notice.tsx";
import { exactTime } from "../../words/dates.ts";
import { versionTitle } from "../../words/history.ts";
import { NameVersion } from "./name-version.tsx";

interface VersionListProps {
  docs: Api["docs"];
  at: DocAddress;
  versions: readonly DocVersion[];
  /** The id of the one that is shown. */
  shown: string | undefined;
  nameOf: (user: string) => string;
  /** Whether a version may be renamed and deleted by whoever looks. */
  mayChange: (version: DocVersion) => boolean;
  onShow: (version: DocVersion) => void;
  /** The list is another one now. */
  onChanged: () => void;
}

/** The versions of a doc: those with a name, and those kept by themselves for restores. */
export function VersionList({ docs, at, versions, shown, nameOf, mayChange, onShow, onChanged }: VersionListProps) {
  const [asked, setAsked] = useState<{ act: "rename" | "delete"; version: DocVersion } | null>(null);
  const rename = useCallback(
    async (id: string, name: string) => {
      await docs.renameVersion(at, id, name);
      onChanged();
    },
    [docs, at, onChanged],
  );
  const remove = useAct(
    useCallback(
      async (id: string) => {
        setAsked(null);
        await docs.deleteVersion(at, id);
        onChanged();
      },
      [docs, at, onChanged],
    ),
  );
  if (versions.length === 0) {
    return (
      <EmptyState icon={Bookmark} title="No versions yet">
        Name a version to keep it for ever, beyond the 30 days that changes are kept.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-0.5 p-3">
      {remove.problem ? <Notice tone="danger">{remove.problem}</Notice> : null}
      <ul aria-label="Versions" className="grid gap-0.5">
        {versions.map((version) => (
          <li
            key={version.id}
            className={clsx(
              "flex items-center gap-1 rounded-md pe-1",
              version.id === shown ? "bg-accent-soft" : "hover:bg-hover",
            )}
          >
            <button
              type="button"
              aria-current={version.id === shown ? "true" : undefined}
              onClick={() => onShow(version)}
              className="grid min-h-11 min-w-0 flex-1 rounded-md px-2 py-1.5 text-start"
            >
              <span className={clsx("truncate text-sm", version.automatic ? "text-quiet" : "font-medium")} dir="auto">
                {versionTitle(version)}
              </span>
              <span className="line-clamp-2 text-xs text-quiet">
                {exactTime(version.moment)} · {version.automatic ? "kept for a restore by" : "named by"}{" "}
                {nameOf(version.by)}
              </span>
            </button>
            {mayChange(version) ? (
              <Menu
                label={`What can be done with ${versionTitle(version)}`}
                align="end"
                trigger={<IconButton icon={Ellipsis} size="sm" label={`More for ${versionTitle(version)}`} />}
              >
                <MenuItem icon={Pencil} onSelect={() => setAsked({ act: "rename", version })}>
                  {version.automatic ? "Name it to keep it" : "Rename"}
                </MenuItem>
                <MenuItem icon={Trash2} danger onSelect={() => setAsked({ act: "delete", version })}>
                  Delete
                </MenuItem>
              </Menu>
            ) : null}
          </li>
        ))}
      </ul>
      {asked?.act === "rename" ? (
        <NameVersion
          title={asked.version.automatic ? "Name this version" : "Rename this version"}
          name={asked.version.automatic ? "" : asked.version.name}
          save={(name) => rename(asked.version.id, name)}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked?.act === "delete" ? (
        <Confirm
          title={`Delete “${versionTitle(asked.version)}”?`}
          confirm="Delete version"
          onConfirm={() => void remove.run(asked.version.id)}
          onCancel={() => setAsked(null)}
        >
          <p>The version is gone for everyone. The text of today and its history stay as they are.</p>
        </Confirm>
      ) : null}
    </div>
  );
}
