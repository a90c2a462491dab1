import { Download } from "lucide-react";
import { useState } from "react";
import type { Attachment } from "../../../../durable-objects/conversation/protocol.ts";
import { iconButtonClass } from "../../design/icon-button.tsx";
import { Tooltip } from "../../design/tooltip.tsx";
import { sizeInWords } from "../../words/sizes.ts";
import { addressOfFile } from "./address.ts";
import { iconOf, isPicture, kindInWords } from "./file-icon.ts";
import { Lightbox } from "./lightbox.tsx";
import { Picture } from "./picture.tsx";

/** The files of a message: pictures as such, which open large, and all else as rows. */
export function AttachmentList({ attachments }: { attachments: readonly Attachment[] }) {
  const [open, setOpen] = useState<string | null>(null);
  if (attachments.length === 0) return null;
  const pictures = attachments.filter(({ type }) => isPicture(type));
  const files = attachments.filter(({ type }) => !isPicture(type));
  return (
    <div className="grid grid-cols-1 gap-2">
      {pictures.length > 0 ? (
        <ul aria-label="Pictures" className="flex flex-wrap gap-2">
          {pictures.map((picture) => (
            <li key={picture.id} className="min-w-0">
              <Picture
                picture={picture}
                among={pictures.length > 1 ? "others" : "none"}
                onOpen={() => setOpen(picture.id)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {files.length > 0 ? (
        <ul aria-label="Files" className="flex flex-wrap gap-2">
          {files.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      ) : null}
      {open === null ? null : (
        <Lightbox pictures={pictures} shown={open} onShow={setOpen} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function FileRow({ file }: { file: Attachment }) {
  const Drawing = iconOf(file.type);
  return (
    <li className="flex w-72 max-w-full items-center gap-2 rounded-lg border border-line bg-raised p-1.5">
      <span className="grid size-10 shrink-0 place-content-center rounded-md bg-sunk text-quiet [&_svg]:size-5">
        <Drawing aria-hidden />
      </span>
      <span className="grid min-w-0 flex-1">
        <a
          href={addressOfFile(file.id)}
          target="_blank"
          rel="noopener noreferrer"
          className="truncate font-medium text-ink no-underline hover:underline"
          dir="auto"
        >
          {file.name}
        </a>
        <span className="text-xs text-quiet">
          {kindInWords(file.type)}, {sizeInWords(file.size)}
        </span>
      </span>
      <Tooltip label="Download">
        <a
          href={addressOfFile(file.id)}
          download={file.name}
          className={iconButtonClass({ size: "sm" })}
          aria-label={`Download ${file.name}`}
        >
          <Download aria-hidden />
        </a>
      </Tooltip>
    </li>
  );
}
