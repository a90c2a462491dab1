import { Avatar } from "../../../design/avatar.tsx";

/** Of a picture that is as high as this, in px, a face takes its usual size. */
const USUAL = 190;

interface TileFaceProps {
  user: string;
  name: string;
  /** The lesser of the picture's width and height, in px. */
  room: number;
}

/** Who is there where no camera shows them, as large as their picture allows. */
export function TileFace({ user, name, room }: TileFaceProps) {
  const scale = Math.max(0.6, Math.min(2.2, room / USUAL));
  return (
    <span aria-hidden className="call-face" style={{ scale }}>
      <Avatar user={user} name={name} size="lg" />
    </span>
  );
}
