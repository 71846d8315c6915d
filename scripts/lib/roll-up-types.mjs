// Declarations as a few files in place of the compiler's many: what an export of a package leads to, and nothing else.
import fs from "node:fs"
import path from "node:path"
import { rollup } from "rollup"
import { dts } from "rollup-plugin-dts"

/** Files that several entries share lie in one folder, beside the entries. */
const SHARED = "types"

/**
 * Writes the declarations of the entries: each imports packages, other entries and what several of them share, which is in
 * `types`, and nothing else. Comments stay.
 * @param {string} folder of the declarations
 * @param {string[]} entries files of the declarations, in `folder`
 * @param {string} [to] folder of what is written; without it, what is written replaces all other declarations of `folder`
 */
export async function rollUpTypes(folder, entries, to = folder) {
  const name = (file) => path.relative(folder, file).replace(/\.d\.ts$/, "")
  const bundle = await rollup({
    input: Object.fromEntries(entries.map((file) => [name(file), file])),
    external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
    plugins: [dts()],
    onwarn(warning, warn) {
      // entries that re-export one another run nothing; and a class that is not exported was out of a store's reach before
      if (warning.code !== "CYCLIC_CROSS_CHUNK_REEXPORT" && !/private shared type exports/.test(warning.message)) warn(warning)
    },
  })
  const { output } = await bundle.generate({
    format: "es", entryFileNames: "[name].d.ts", chunkFileNames: ({ name }) => `${SHARED}/${name.replace(/\.d$/, "")}.d.ts`, minifyInternalExports: false, hoistTransitiveImports: false,
  })
  await bundle.close()
  if (to === folder) for (const file of fs.readdirSync(folder, { recursive: true })) if (file.endsWith(".d.ts")) fs.rmSync(path.join(folder, file))
  for (const { fileName, code } of output) {
    const file = path.join(to, fileName)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, code)
  }
}
