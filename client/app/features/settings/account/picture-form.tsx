import { useMutation } from "@tanstack/react-query";
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { AVATAR_TYPES } from "../../../../../durable-objects/conversation/files/protocol.ts";
import { Avatar } from "../../../design/avatar.tsx";
import { Button } from "../../../design/button.tsx";
import { PersonPictures } from "../../../design/person-pictures.ts";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { useAccount } from "../../account/account.tsx";
import { useSignedIn } from "../../account/signed-in.tsx";
import { Unsaved } from "../unsaved.tsx";

/** A picture that was chosen and not saved yet, with where the browser has it. */
interface Chosen {
  file: File;
  address: string;
}

/** Who one is at a glance, and the picture by which others know one. */
export function PictureForm() {
  const { api, me } = useSignedIn();
  const { refresh } = useAccount();
  const tell = useToast();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useEffect(() => () => URL.revokeObjectURL(chosen?.address ?? ""), [chosen]);

  const save = useMutation({
    mutationFn: (file: File) => api.files.upload("avatars", file),
    onSuccess: async () => {
      await refresh();
      setChosen(null);
      tell({ words: "Your picture is changed." });
    },
  });
  const remove = useMutation({
    mutationFn: () => api.account.removePicture(),
    onSuccess: async () => {
      await refresh();
      tell({ words: "Your picture is removed." });
    },
  });
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    // The same file may be chosen again after a refusal.
    target.value = "";
    if (!file) return;
    save.reset();
    remove.reset();
    setChosen({ file, address: URL.createObjectURL(file) });
  };
  const cancel = () => {
    save.reset();
    setChosen(null);
  };

  const address = chosen?.address ?? me.image;
  const busy = save.isPending || remove.isPending;
  return (
    <div className="grid gap-3">
      <Unsaved dirty={chosen !== null && !save.isPending} />
      <div className="flex flex-wrap items-center gap-4">
        <PersonPictures value={new Map(address === null ? [] : [[me.id, address]])}>
          <Avatar user={me.id} name={me.name} size="lg" />
        </PersonPictures>
        <div className="min-w-0 grow">
          <p className="truncate text-lg font-semibold" dir="auto">
            {me.name}
          </p>
          <p className="truncate text-quiet" dir="auto">
            {me.email}
          </p>
        </div>
        <input
          ref={input}
          type="file"
          accept={AVATAR_TYPES.join(",")}
          className="hidden"
          aria-label="Your picture"
          onChange={choose}
        />
        <div className="flex flex-wrap gap-2">
          {chosen ? (
            <>
              <Button look="primary" size="sm" disabled={busy} onClick={() => save.mutate(chosen.file)}>
                {save.isPending ? "Saving…" : "Save picture"}
              </Button>
              <Button size="sm" disabled={busy} onClick={() => input.current?.click()}>
                Choose another
              </Button>
              <Button look="quiet" size="sm" disabled={busy} onClick={cancel}>
                Cancel
              </Button>
            </>
          ) : (
            <>
              <Button size="sm" disabled={busy} onClick={() => input.current?.click()}>
                {me.image === null ? "Upload a picture" : "Change picture"}
              </Button>
              {me.image === null ? null : (
                <Button look="quiet" size="sm" disabled={busy} onClick={() => remove.mutate()}>
                  {remove.isPending ? "Removing…" : "Remove picture"}
                </Button>
              )}
            </>
          )}
        </div>
      </div>
      <p className="text-sm text-quiet">
        A JPEG, PNG or WebP of at most 5 MB, shown round. Everyone who is signed in here can see it.
      </p>
      <Problem error={save.error ?? remove.error} />
    </div>
  );
}
