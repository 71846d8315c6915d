import { runModule } from "./run-module"

const tabbed = (code: string): Promise<string> =>
  runModule<string>(`import { tabbed } from "LIB/tabs.mjs"
    console.log(JSON.stringify(tabbed(${JSON.stringify(code)})))`)

describe("the indentation of the packed code", () => {
  it("is a tab for each level, by the file's own width", async () => {
    expect(await tabbed("function a() {\n  if (b)\n    c();\n}\n")).toBe("function a() {\n\tif (b)\n\t\tc();\n}\n")
    expect(await tabbed("function a() {\n    if (b)\n        c();\n      d();\n}\n")).toBe("function a() {\n\tif (b)\n\t\tc();\n\t  d();\n}\n")
  })

  it("leaves a text that goes over several lines as it is", async () => {
    const text = "const sql = `\n  SELECT 1\n    ${a(`\n  b`)}\n  FROM c`;\n"
    expect(await tabbed(`{\n  ${text}  run(sql);\n}\n`)).toBe(`{\n\t${text}\trun(sql);\n}\n`)
  })
})
