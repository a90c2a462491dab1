import { Link } from "@tanstack/react-router";
import { PhoneForwarded } from "lucide-react";
import { Button, buttonClass } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import type { OpenCall } from "./calling.ts";

/** One is in a call at a time: for whoever goes to another one, the choice. */
export function InAnotherCall({ other, onLeave }: { other: OpenCall; onLeave: () => void }) {
  return (
    <main className="grid flex-1 content-center">
      <EmptyState
        icon={PhoneForwarded}
        title="You are in another call"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Link
              to="/w/$workspace/calls/$call"
              params={{ workspace: other.workspace, call: other.id }}
              className={buttonClass({ look: "primary" })}
            >
              Back to that call
            </Link>
            <Button onClick={onLeave}>Leave it and go on here</Button>
          </div>
        }
      >
        <p>You can be in one call at a time. It goes on in the small window meanwhile.</p>
      </EmptyState>
    </main>
  );
}
