import { type ReactNode, use, useEffect } from "react";
import { useObserved } from "../../../react/observed.ts";
import { Cell } from "../../../sdk/observed.ts";
import { PersonColours } from "../../design/person-colours.ts";
import { PersonPictures } from "../../design/person-pictures.ts";

type Faces = ReadonlyMap<string, string>;

/** As the workspace that was open last shows its people: a call goes on outside of it. */
const colours = new Cell<Faces>(new Map());
const pictures = new Cell<Faces>(new Map());

/** Once in a workspace: keeps how it shows its people for what is shown of a call beside it. */
export function KeepFaces() {
  const [coloursHere, picturesHere] = [use(PersonColours), use(PersonPictures)];
  useEffect(() => colours.set(coloursHere), [coloursHere]);
  useEffect(() => pictures.set(picturesHere), [picturesHere]);
  return null;
}

/** Shows people as their workspace does. */
export function KnownFaces({ children }: { children: ReactNode }) {
  return (
    <PersonColours value={useObserved(colours)}>
      <PersonPictures value={useObserved(pictures)}>{children}</PersonPictures>
    </PersonColours>
  );
}
