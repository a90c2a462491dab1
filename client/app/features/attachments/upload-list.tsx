import { clsx } from "clsx";
import { CircleAlert, File, RotateCw, X } from "lucide-react";
import { useObserved } from "../../../react/observed.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { sizeInWords } from "../../words/sizes.ts";
import type { Upload, Uploads } from "./uploads.ts";

/** The files that are to go with a message: how far each is, and what can be done about it. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const rows = useObserved(uploads.rows);
  if (rows.length === 0) return null;
  return (
    <ul aria-label="Files to send" className="flex flex-wrap items-start gap-2">
      {rows.map((row) => (
        <UploadRow key={row.id} row={row} uploads={uploads} />
      ))}
    </ul>
  );
}

function UploadRow({ row, uploads }: { row: Upload; uploads: Uploads }) {
  const { stage } = row;
  const refused = stage.name === "refused";
  return (
    <li
      data-stage={stage.name}
      className={clsx(
        "flex w-64 max-w-full items-center gap-2 rounded-lg border bg-raised p-1.5",
        refused ? "border-danger" : "border-line",
      )}
    >
      <span className="grid size-10 shrink-0 place-content-center overflow-hidden rounded-md bg-sunk text-quiet [&_svg]:size-5">
        {refused ? (
          <CircleAlert aria-hidden className="text-danger" />
        ) : row.preview ? (
          <img src={row.preview} alt="" className="size-10 object-cover" />
        ) : (
          <File aria-hidden />
        )}
      </span>
      <span className="grid min-w-0 flex-1">
        <span className="truncate text-sm" dir="auto" title={row.name}>
          {row.name}
        </span>
        <Stage row={row} />
      </span>
      {refused && stage.mends ? (
        <IconButton icon={RotateCw} label={`Try ${row.name} again`} size="sm" onClick={() => uploads.retry(row.id)} />
      ) : null}
      <IconButton
        icon={X}
        label={stage.name === "sending" ? `Stop sending ${row.name}` : `Take off ${row.name}`}
        size="sm"
        onClick={() => uploads.remove(row.id)}
      />
    </li>
  );
}

function Stage({ row: { name, size, stage } }: { row: Upload }) {
  switch (stage.name) {
    case "sending":
      return (
        <progress
          className="h-1.5 w-full accent-accent"
          aria-label={`Sending ${name}`}
          value={stage.sentBytes}
          max={size}
        />
      );
    case "sent":
      return <span className="text-xs text-quiet">{sizeInWords(size)}</span>;
    case "refused":
      return (
        <span role="alert" className="text-xs text-danger">
          {stage.words}
        </span>
      );
  }
}
