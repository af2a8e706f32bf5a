import { mount } from "svelte";
import App from "./App.svelte";
import "./fonts.css";
import "./tokens.css";
import "./base.css";

const target = document.getElementById("stet");
if (target === null) throw new Error("The page has no place for the window.");
mount(App, { target });
