/** What the npx that started us tells its children of this run: an npm or npx that we start would take it for its own. */
const OF_THIS_RUN = /^(npm_(package|lifecycle)_|npm_config_(local_prefix|prefix|global_prefix|package|call|yes)$|npm_command$)/

/** The environment for a package manager that we start. */
export const childEnv = (env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(env).filter(([name]) => !OF_THIS_RUN.test(name)))
