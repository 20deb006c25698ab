public import ArgumentParser
public import MartletRules

extension Level: ExpressibleByArgument {}
