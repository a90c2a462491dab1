/** Limits of the workspace's conversations (P8); of what is said in one, see `conversation/limits.ts`. */

/** Longest name of a channel and longest topic, in UTF-16 units. */
export const MAX_CONVERSATION_NAME_LENGTH = 80;
export const MAX_TOPIC_LENGTH = 500;
/** People in a group conversation, and in a private one. */
export const MAX_GROUP_MEMBERS = 20;
export const MAX_PRIVATE_MEMBERS = 500;
/** Channels and private conversations of one workspace, archived ones too. */
export const MAX_CHANNELS = 2_000;
/** Direct and group conversations of one member. */
export const MAX_DIRECT_PER_MEMBER = 2_000;
/** The longest that messages can be set to be kept; unset, they are kept for ever. */
export const MAX_RETENTION_DAYS = 3_650;
/** Conversations that one search looks into. */
export const MAX_SEARCHED = 400;
