interface QualitySignProps {
  quality: "fair" | "poor";
  /** Whose path it is, as the sentence says it. */
  whose: "your" | "their";
}

const BARS = [1, 2, 3];
const LIT = { poor: 1, fair: 2 } as const;

/** How good the path to someone is, where it is not good: bars, as phones show them. */
export function QualitySign({ quality, whose }: QualitySignProps) {
  const words =
    quality === "poor" ? `The network is poor: ${whose} picture may stand still` : "The network is not at its best";
  return (
    <span role="img" aria-label={words} title={words} className="call-bars" data-quality={quality}>
      {BARS.map((bar) => (
        <span key={bar} data-lit={bar <= LIT[quality] ? "" : undefined} />
      ))}
    </span>
  );
}
