import tseslint from "typescript-eslint"

/**
 * The layers and what each may import of the others (docs/architecture.md, Layers). The emulator shares nothing with the
 * client, so that one misreading of the API can't hide in both.
 */
const LAYERS = ["aplazame", "credit", "mapping", "config", "modules", "providers", "workflows", "api", "subscribers", "jobs", "links", "admin", "storefront", "emulator", "scripts", "cli"]
const MAY_IMPORT = {
  aplazame: [],
  emulator: [],
  config: [],
  // Of the client only the type of money: see below.
  credit: ["aplazame"],
  mapping: ["aplazame"],
  modules: ["aplazame", "credit", "mapping", "config"],
  providers: ["aplazame", "credit", "mapping", "config", "modules"],
  workflows: ["aplazame", "credit", "mapping", "config", "modules"],
  links: ["modules"],
  api: ["aplazame", "credit", "mapping", "config", "modules", "workflows"],
  subscribers: ["modules", "workflows"],
  jobs: ["config", "modules", "workflows"],
  scripts: ["aplazame", "credit", "mapping", "config", "modules", "workflows"],
  storefront: [],
  admin: [],
  cli: ["config", "emulator", "scripts"],
}

const layerRules = Object.entries(MAY_IMPORT).map(([layer, allowed]) => ({
  files: [`src/${layer}/**/*.{ts,tsx}`],
  ignores: ["**/__tests__/**"],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            // The admin takes its types from the answers that stand beside the routes.
            regex: `^(\\.\\./)+${layer === "admin" ? "(?!api/.*\\.answer$)" : ""}(${LAYERS.filter((other) => other !== layer && !allowed.includes(other)).join("|")})(/|$)`,
            message: `src/${layer} may import only ${allowed.length ? allowed.join(", ") : "itself"} of the other layers.`,
          },
          ...(layer === "credit"
            ? [{ regex: "^(?!\\.\\.?/)|/aplazame/(?!cents$)|/aplazame$", message: "src/credit is pure: no package, no I/O, and of src/aplazame only cents." }]
            : []),
          ...(["aplazame", "emulator", "storefront"].includes(layer)
            ? [{ regex: "^@medusajs/", message: `src/${layer} knows nothing of Medusa.` }]
            : []),
        ],
      },
    ],
  },
}))

export default tseslint.config(
  { ignores: ["node_modules/", ".docs/", "docs/site/.vitepress/cache/", ".medusa/", ".demo/", ".test-results/", "**/*.d.ts", "src/modules/*/migrations/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommended],
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_" }],
    },
  },
  {
    // Money paths: every promise is awaited and nothing is untyped.
    files: ["src/{aplazame,credit,mapping,config,modules,providers,workflows,api,subscribers,jobs,scripts,cli}/**/*.ts"],
    ignores: ["**/__tests__/**", "src/modules/*/migrations/**"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unsafe-argument": "error",
      "@typescript-eslint/no-unsafe-assignment": "error",
      "@typescript-eslint/no-unsafe-call": "error",
      "@typescript-eslint/no-unsafe-member-access": "error",
      "@typescript-eslint/no-unsafe-return": "error",
    },
  },
  {
    // Tests look at what others answer.
    files: ["integration-tests/**/*.ts", "**/__tests__/**/*.ts"],
    rules: { "@typescript-eslint/no-explicit-any": "off", "@typescript-eslint/ban-ts-comment": "off" },
  },
  ...layerRules
)
