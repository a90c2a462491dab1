import { Section } from "../../../design/section.tsx";
import { SettingsPage } from "../../settings/frame.tsx";
import { WaitingList } from "../../settings/waiting.tsx";
import { useOwnInbox } from "../own-inbox.ts";
import { Digest } from "./digest.tsx";
import { Muted } from "./muted.tsx";
import { Projects } from "./projects.tsx";
import { Push } from "./push.tsx";
import { QuietHours } from "./quiet-hours.tsx";
import { Reasons } from "./reasons.tsx";
import { TimeZone } from "./time-zone.tsx";

/** What one is told of, where, and when not. */
export function Notifications() {
  const { state } = useOwnInbox();
  return (
    <SettingsPage
      title="Notifications"
      intro="What reaches you, where, and when not. It holds for all your workspaces, and each choice at once."
    >
      {state ? (
        <>
          <Section title="What you hear of">
            <Reasons preferences={state.preferences} />
          </Section>
          <Section
            title="On this device"
            about="Pushes come while no page of Ensemble is used, on any of your devices."
          >
            <Push preferences={state.preferences} />
          </Section>
          <Section title="When">
            <TimeZone preferences={state.preferences} />
            <QuietHours preferences={state.preferences} />
            <Digest preferences={state.preferences} />
          </Section>
          <Section title="Projects" about="Of a project’s tasks you can hear less.">
            <Projects preferences={state.preferences} />
          </Section>
          <Section title="Muted">
            <Muted mutes={state.mutes} />
          </Section>
        </>
      ) : (
        <WaitingList label="Opening your inbox" />
      )}
    </SettingsPage>
  );
}
