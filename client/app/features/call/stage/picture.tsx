import { useEffect, useRef } from "react";
import { useObserved } from "../../../../react/observed.ts";
import type { Observed } from "../../../../sdk/observed.ts";

interface PictureProps {
  stream: Observed<MediaStream | null>;
  /** What is to be seen, for screen readers. */
  label: string;
  /** A face fills its place; a screen is seen whole. */
  shows: "face" | "screen";
  /** One sees oneself as in a mirror. */
  mirrored: "mirrored" | "as it is";
}

/** A moving picture without its sound, which the session plays. Nothing is painted before it comes. */
export function Picture({ stream, label, shows, mirrored }: PictureProps) {
  const now = useObserved(stream);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element || element.srcObject === now) return;
    element.srcObject = now;
    // A browser that saves power, or that takes the element away right after, need not play: it goes on by itself.
    if (now) void element.play().catch(() => {});
  }, [now]);
  if (!now) return null;
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted
      aria-label={label}
      className="call-picture"
      data-shows={shows}
      data-mirrored={mirrored === "mirrored" ? "" : undefined}
    />
  );
}
