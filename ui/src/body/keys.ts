export const keysOfBody: { keys: string; does: string }[] = [{ keys: "Ctrl+B", does: "Bold" }];
