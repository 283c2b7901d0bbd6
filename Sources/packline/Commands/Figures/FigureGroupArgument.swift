public import ArgumentParser
public import Warehouse

extension FigureGroup: ExpressibleByArgument {}
