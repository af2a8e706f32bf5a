import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const TAURI = { group: ["@tauri-apps/*"], message: "Only ipc.ts speaks to the core." };
const nouns = ["story", "body", "desk", "plan", "media", "publish", "history", "newsroom", "import", "proof", "review", "site"];

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
      parserOptions: { parser: ts.parser, projectService: { allowDefaultProject: ["*.js"] }, tsconfigRootDir: import.meta.dirname, extraFileExtensions: [".svelte"] },
    },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()], "import-x/extensions": [".ts", ".svelte"], "import-x/parsers": { "@typescript-eslint/parser": [".ts"], "svelte-eslint-parser": [".svelte"] } },
    rules: {
      "import-x/no-cycle": "error",
      "no-restricted-imports": ["error", { patterns: [TAURI] }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-invalid-void-type": "off", // a command that answers nothing is invoke<void>
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    // The parser cannot see the types of another component's props; svelte-check can, and does.
    files: ["**/*.svelte"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    // The core rejects with a StetError, which is no Error; tests throw what the core would.
    files: ["**/*.test.ts"],
    rules: { "@typescript-eslint/only-throw-error": "off" },
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
