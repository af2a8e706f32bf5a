import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const TAURI = { group: ["@tauri-apps/*"], message: "Only ipc.ts speaks to the core." };
const nouns = ["story", "body", "desk", "media", "publish", "history", "newsroom"];

/** A noun's folder uses kit/, ipc.ts and itself; what joins two nouns stands at the top of src/. */
const apart = (noun) => ({
  files: [`src/${noun}/**/*.{ts,svelte}`],
  rules: {
    "no-restricted-imports": ["error", {
      patterns: [TAURI, { group: nouns.filter((n) => n !== noun).map((n) => `**/${n}/**`), message: "Nouns do not import each other: compose them at the top of src/." }],
    }],
  },
});

export default ts.config(
  { ignores: ["dist", "dev", "node_modules", "coverage"] },
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { projectService: { allowDefaultProject: ["*.js"] }, tsconfigRootDir: import.meta.dirname, extraFileExtensions: [".svelte"] },
    },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()], "import-x/extensions": [".ts", ".svelte"] },
    rules: {
      "import-x/no-cycle": "error",
      "no-restricted-imports": ["error", { patterns: [TAURI] }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-invalid-void-type": "off", // a command that answers nothing is invoke<void>
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  ...nouns.map(apart),
  {
    files: ["src/kit/**/*.{ts,svelte}"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [TAURI, { group: nouns.map((n) => `**/${n}/**`).concat("**/ipc", "**/wire"), message: "kit/ knows no newsroom word." }] }],
    },
  },
  { files: ["src/ipc.ts"], rules: { "no-restricted-imports": "off" } },
  { files: ["**/*.js"], extends: [ts.configs.disableTypeChecked] },
);
