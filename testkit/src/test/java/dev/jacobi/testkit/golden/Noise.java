package dev.jacobi.testkit.golden;
final class Noise {}
