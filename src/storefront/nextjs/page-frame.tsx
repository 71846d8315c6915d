"use client"
import type { HTMLAttributes } from "react"

/** A page that is one part of ours: a column in the middle. */
export const PageFrame = (props: HTMLAttributes<HTMLDivElement>) => <div {...props} style={{ maxWidth: "40rem", margin: "0 auto", padding: "3rem 1.5rem" }} />
