/** Makes the console's styles and scripts where they are missing or older than their sources; answers their folder. */
export function buildAssets(): Promise<string>;
