import { ChevronLeft, ChevronRight, Download, X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { KeyboardEvent } from "react";
import { useFocusBack } from "../../design/focus-back.ts";
import { IconButton, iconButtonClass } from "../../design/icon-button.tsx";
import { addressOfFile } from "./address.ts";
import type { LightboxProps } from "./lightbox.tsx";

/** One picture as large as the window; arrows go to those beside it, Escape or a click beside it back. */
export default function LightboxSurface({ pictures, shown, onShow, onClose }: LightboxProps) {
  const giveFocusBack = useFocusBack();
  const at = pictures.findIndex(({ id }) => id === shown);
  const picture = pictures[at];
  if (!picture) return null;
  const go = (step: number) => {
    const next = pictures[at + step];
    if (next) onShow(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
    else if (event.key === "Home") go(-at);
    else if (event.key === "End") go(pictures.length - 1 - at);
  };
  const place = pictures.length > 1 ? `${at + 1} of ${pictures.length}` : "";
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={giveFocusBack}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-40 flex animate-appear flex-col outline-none"
        >
          <header className="flex items-center gap-2 bg-raised px-3 py-2 text-ink">
            <Radix.Title className="min-w-0 flex-1 truncate text-base font-medium" dir="auto">
              {picture.name}
            </Radix.Title>
            <span className="text-sm text-quiet" aria-live="polite">
              {place}
            </span>
            {pictures.length > 1 ? (
              <>
                <IconButton icon={ChevronLeft} label="Previous picture" disabled={at === 0} onClick={() => go(-1)} />
                <IconButton
                  icon={ChevronRight}
                  label="Next picture"
                  disabled={at === pictures.length - 1}
                  onClick={() => go(1)}
                />
              </>
            ) : null}
            <a
              href={addressOfFile(picture.id)}
              download={picture.name}
              className={iconButtonClass()}
              aria-label={`Download ${picture.name}`}
            >
              <Download aria-hidden />
            </a>
            <Radix.Close className={iconButtonClass()} aria-label="Close">
              <X aria-hidden />
            </Radix.Close>
          </header>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape and the cross close it, too */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
          <div
            className="grid min-h-0 flex-1 grid-cols-1 grid-rows-1 place-items-center p-4"
            onClick={({ target, currentTarget }) => (target === currentTarget ? onClose() : undefined)}
          >
            <img
              key={picture.id}
              src={addressOfFile(picture.id)}
              alt={picture.name}
              className="max-h-full max-w-full rounded-md bg-raised object-contain shadow-dialog"
            />
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
