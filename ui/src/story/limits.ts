// How long a field is. Its limits come from the story's content profile (profile.ts).
export { length } from "../kit/length";
