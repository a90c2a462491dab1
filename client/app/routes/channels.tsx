export { BrowseChannels as ChannelsRoute } from "../features/channels/browse.tsx";
