import { useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useCallback, useState } from "react";
import type { DocVersion } from "../../../../durable-objects/doc/versions/protocol.ts";
import type { Api } from "../../../sdk/api/api.ts";
import type { DocAddress, DocChange } from "../../../sdk/api/docs.ts";
import { Tabs } from "../../design/tabs.tsx";
import { docVersionsQuery } from "../../queries/docs.ts";
import { StopList } from "./stop-list.tsx";
import type { Stops } from "./use-stops.ts";
import { VersionList } from "./version-list.tsx";

interface PastListsProps {
  api: Api;
  at: DocAddress;
  past: Stops;
  /** What is shown beside: a change, or a version by its id. */
  shown: { stop: DocChange | null; version: string | undefined };
  /** Whether it is there on a phone, where it lies over the lower half. */
  sheet: "open" | "closed";
  nameOf: (user: string) => string;
  /** Whether a version may be renamed and deleted by whoever looks. */
  mayChange: (version: DocVersion) => boolean;
  onShow: (stop: DocChange) => void;
  onShowVersion: (version: DocVersion) => void;
}

/** Beside the text: all changes, and all versions. */
export function PastLists(props: PastListsProps) {
  const { api, at, past, shown, sheet, nameOf, mayChange, onShow, onShowVersion } = props;
  const client = useQueryClient();
  const [list, setList] = useState<"changes" | "versions">("changes");
  const onChanged = useCallback(() => void client.invalidateQueries(docVersionsQuery(api, at)), [client, api, at]);
  const changes = (
    <StopList
      stops={past.stops ?? []}
      versions={past.versions}
      shown={shown.stop}
      onShow={onShow}
      earlier={past.earlier}
    />
  );
  const versions = (
    <VersionList
      docs={api.docs}
      at={at}
      versions={past.versions}
      shown={shown.version}
      nameOf={nameOf}
      mayChange={mayChange}
      onShow={onShowVersion}
      onChanged={onChanged}
    />
  );
  return (
    <aside
      aria-label="Changes and versions"
      className={clsx(
        "w-80 shrink-0 overflow-y-auto border-s border-line bg-sunk",
        "max-md:h-[40dvh] max-md:w-full max-md:animate-rise max-md:border-s-0 max-md:border-t",
        sheet === "closed" && "max-md:hidden",
      )}
    >
      <div className="px-3 pt-2">
        <Tabs
          label="Changes or versions"
          value={list}
          onChange={setList}
          tabs={[
            { value: "changes", name: "Changes", content: changes },
            { value: "versions", name: "Versions", content: versions },
          ]}
        />
      </div>
    </aside>
  );
}
